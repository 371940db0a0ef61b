"""Lesson 2, segmentation: which customers want the same things?"""
