package org.aectl.report.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.aectl.run.file.AtomicFile;

/** Pictures shown one after the other, forth and back, again and again, as an animated GIF. */
public final class AnimatedPicture {
    private static final String METADATA = "javax_imageio_gif_image_1.0";
    /** Hundredths of a second. */
    private static final int DELAY = 12;
    /** Of the extension that Netscape 2.0 introduced: the number of its only part, and how often, 0 for ever. */
    private static final byte[] LOOP_FOR_EVER = {1, 0, 0};

    private static final int LEVELS = 256;

    private AnimatedPicture() {}

    /**
     * Writes the file, which appears whole or not at all.
     *
     * @param count of the frames, at least 1; the file has {@code 2 count - 2} but for a single one
     * @param frames all of one size, drawn as they are needed; grey ones keep every level, colours are reduced to 256 for
     *     each frame
     */
    public static void write(int count, IntFunction<BufferedImage> frames, Path file) throws IOException {
        int[] forthAndBack = IntStream.concat(
                        IntStream.range(0, count), IntStream.range(1, count - 1).map(i -> count - 1 - i))
                .toArray();
        AtomicFile.write(file, out -> write(forthAndBack, frames, out));
    }

    private static void write(int[] order, IntFunction<BufferedImage> frames, OutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (MemoryCacheImageOutputStream image = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(image);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < order.length; i++) {
                BufferedImage frame = frames.apply(order[i]);
                BufferedImage drawn = isGrey(frame) ? grey(frame) : frame;
                writer.writeToSequence(new IIOImage(drawn, null, metadata(writer, drawn, i == 0)), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    private static boolean isGrey(BufferedImage image) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                if ((rgb & 0xFF) != (rgb >> 8 & 0xFF) || (rgb & 0xFF) != (rgb >> 16 & 0xFF)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** With a colour for each level of grey; left to itself, the writer chooses fewer. */
    private static BufferedImage grey(BufferedImage image) {
        byte[] levels = new byte[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            levels[level] = (byte) level;
        }
        BufferedImage grey = new BufferedImage(
                image.getWidth(),
                image.getHeight(),
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, LEVELS, levels, levels, levels));
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                grey.getRaster().setSample(x, y, 0, image.getRGB(x, y) & 0xFF);
            }
        }
        return grey;
    }

    /** @param first whether it is the frame that says how often all are shown */
    private static IIOMetadata metadata(ImageWriter writer, BufferedImage frame, boolean first) throws IOException {
        // Not by createFromRenderedImage: it takes any indexed picture for one in the colours of the web.
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(frame), null);
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(METADATA);
        IIOMetadataNode control = child(root, "GraphicControlExtension");
        control.setAttribute("delayTime", Integer.toString(DELAY));
        if (first) {
            IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
            loop.setAttribute("applicationID", "NETSCAPE");
            loop.setAttribute("authenticationCode", "2.0");
            loop.setUserObject(LOOP_FOR_EVER.clone());
            child(root, "ApplicationExtensions").appendChild(loop);
        }
        metadata.setFromTree(METADATA, root);
        return metadata;
    }

    private static IIOMetadataNode child(IIOMetadataNode root, String name) {
        for (int i = 0; i < root.getLength(); i++) {
            if (root.item(i).getNodeName().equals(name)) {
                return (IIOMetadataNode) root.item(i);
            }
        }
        IIOMetadataNode child = new IIOMetadataNode(name);
        root.appendChild(child);
        return child;
    }
}
