"""What the course claims to be fast at, each as a ratio measured in one run: python course.py bench."""
