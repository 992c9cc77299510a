"""The real program, killed at random moments and under load: is anything lost, doubled or miscounted?"""
