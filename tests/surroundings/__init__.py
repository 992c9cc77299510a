"""The real program where something about the machine is not as it should be: it says so, loses nothing, runs on."""
