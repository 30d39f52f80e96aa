package org.aectl.report.page;

import java.nio.file.Path;
import org.aectl.config.SourceConfig;

/** Where examples come from, in words. */
final class SourceText {
    private SourceText() {}

    static String of(SourceConfig source) {
        if (source instanceof SourceConfig.Builtin builtin) {
            return builtin.name();
        } else if (source instanceof SourceConfig.Idx idx) {
            return name(idx.images());
        } else if (source instanceof SourceConfig.Csv csv) {
            return name(csv.path());
        } else if (source instanceof SourceConfig.Npy npy) {
            return name(npy.path());
        } else if (source instanceof SourceConfig.Parquet parquet) {
            return name(parquet.path());
        } else if (source instanceof SourceConfig.Images images) {
            return name(images.path());
        } else if (source instanceof SourceConfig.SwissRoll) {
            return "a generated swiss roll";
        } else if (source instanceof SourceConfig.SCurve) {
            return "a generated S-curve";
        }
        throw new IllegalArgumentException("unknown kind of source: " + source);
    }

    private static String name(Path path) {
        Path last = path.toAbsolutePath().normalize().getFileName();
        return last == null ? path.toString() : last.toString();
    }
}
