"""The capstone: one chain from a step on a lever to money, each link estimated from what Kestrel can see."""
