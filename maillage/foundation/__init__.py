"""What every room stands on: kernel < access < journal < vault < ui < documents < notifications."""
