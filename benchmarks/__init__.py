"""What deskbreak costs while nothing happens, beside its peers, on one desktop in one run."""
