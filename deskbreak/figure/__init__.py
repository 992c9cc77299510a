"""The person that shows a movement: from the angles of a pose to a picture."""
