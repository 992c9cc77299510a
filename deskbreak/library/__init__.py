"""The shipped content: movements and the texts of prompts."""
