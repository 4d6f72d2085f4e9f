"""What has changed: the page Progress, an exercise's curves, the weekly question, the report."""
