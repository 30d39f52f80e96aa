package org.aectl.cli.option;

import java.nio.file.Path;
import org.aectl.base.RemotePath;
import picocli.CommandLine.ITypeConverter;

/** Reads a path on whatever file system. */
final class AnyPathConverter implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
        return RemotePath.parse(text);
    }
}
