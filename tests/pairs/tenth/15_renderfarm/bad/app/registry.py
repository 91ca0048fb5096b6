TEXTURES = {}
SIZES = {"small": 64, "large": 512}
