"""Where the lines and letters of drawings stand, and what is said in their place. Plain numbers; templates make SVG of them."""
