"""What people do on the pages, in their words. Each step takes the page in front of her and works without JavaScript too."""
