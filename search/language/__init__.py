"""Words of articles and of questions, read alike; knows no index."""
