"""Lesson 7, loyalty and customer lifetime value: who stays, and what are they worth?"""
