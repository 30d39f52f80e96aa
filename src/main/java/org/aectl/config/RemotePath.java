package org.aectl.config;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Files on other file systems, as a cluster names them: {@code hdfs://host:8020/data/train}. A {@link Path} keeps one of two slashes,
 * so that a config that was written is read as it was; one character before the colon is a drive of Windows.
 */
public final class RemotePath {
    private static final Pattern URI = Pattern.compile("([a-z][a-z0-9+.-]+):(/+)(.*)");
    private static final String LOCAL = "file";

    private RemotePath() {}

    /**
     * The path of a text that names a file system.
     *
     * @return null where it names none, or this machine's own
     * @throws IllegalArgumentException if it names no host, so that a path could not tell it from a host's name
     */
    static @Nullable Path of(String text) {
        Matcher uri = URI.matcher(text);
        if (!uri.matches() || uri.group(1).equals(LOCAL)) {
            return null;
        }
        if (uri.group(2).length() > 2) {
            throw new IllegalArgumentException("names a file system without a host; write " + uri.group(1)
                    + "://HOST/..., or a path without " + uri.group(1) + ":, which the cluster's settings complete");
        }
        return Path.of(text);
    }

    /** Whether a path of a config is on another file system. */
    public static boolean isRemote(Path path) {
        return URI.matcher(path.toString()).matches();
    }

    /** The path as it was written: with two slashes after the colon where it names a file system. */
    public static String uri(Path path) {
        Matcher uri = URI.matcher(path.toString());
        return uri.matches() ? uri.group(1) + "://" + uri.group(3) : path.toString();
    }
}
