package org.aectl.config.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.aectl.config.bind.Default;
import org.aectl.config.bind.Doc;
import org.jspecify.annotations.Nullable;

/** A folder of PNG, JPEG, GIF, BMP or TIFF files; its sub-folders, if any, are the classes. */
@Doc("A folder of PNG, JPEG, GIF, BMP or TIFF files, turned as their EXIF data say; its sub-folders, if any, are the"
        + " classes.")
public record Images(
        @Doc("Folder of the training images.") Path path,
        @Doc("Folder of the test images.") @Nullable Path testPath,

        @Doc("grey (one channel) or rgb (three).") @Default("grey")
        Color color,

        @Doc("[height, width] every image is brought to; left out, all must have one size.") @Nullable
        List<Integer> resize)
        implements SourceConfig {

    /** The channels images are read with. */
    public enum Color {
        GREY,
        RGB
    }

    @Override
    public Optional<Files> files() {
        return Optional.of(new Files(path, null, testPath, null, false));
    }

    @Override
    public boolean mayLackValues() {
        return false;
    }

    @Override
    public Images withFiles(Path examples, @Nullable Path labels) {
        return new Images(examples, null, color, resize);
    }

    @Override
    public void check(BiConsumer<String, String> problem) {
        Rules rules = new Rules(problem);
        rules.distinct("data.testPath", path, testPath);
        rules.lengths("data.resize", resize, 2, 2, "[height, width]");
    }
}
