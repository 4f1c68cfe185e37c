"""stub"""
def repair(root): return []
