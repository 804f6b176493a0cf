"""Layout, components, charts, gestures and guards."""
