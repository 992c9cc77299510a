"""What can be heard of a movement: three sounds of our own, and the programs that play and speak."""
