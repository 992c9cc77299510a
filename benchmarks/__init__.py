"""What deskbreak costs: idle beside its peers, and at work against its budgets."""
