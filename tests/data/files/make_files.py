"""Makes the images that OpenCV cannot write. Needs Pillow (made with 13.0.0)."""

from pathlib import Path

from PIL import Image

here = Path(__file__).parent
colours = [(200, 40, 30), (20, 160, 60), (30, 60, 210), (230, 230, 40)]
image = Image.new("RGB", (32, 32))
for place, colour in enumerate(colours):
    image.paste(colour, (place % 2 * 16, place // 2 * 16, place % 2 * 16 + 16, place // 2 * 16 + 16))
image.convert("CMYK").save(here / "cmyk.jpg", quality=95)

palette = Image.new("P", (2, 2))
palette.putpalette([255, 0, 255, 0, 128, 0, 0, 0, 200])
palette.putdata([0, 1, 2, 0])
palette.save(here / "animated.webp", save_all=True, append_images=[palette.rotate(90)], lossless=True)
palette.save(here / "two_frames.gif", save_all=True, append_images=[palette.rotate(90)])
image.save(here / "picture.avif", quality=30)
