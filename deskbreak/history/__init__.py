"""What is kept on this machine, and nowhere else."""
