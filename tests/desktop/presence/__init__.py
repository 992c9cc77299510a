"""Who sits here, told by real servers and by stand-ins for those that are too big for a test."""
