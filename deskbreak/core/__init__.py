"""What deskbreak decides. Pure: standard library only; time comes in as an argument."""
