"""The person that shows a movement."""
