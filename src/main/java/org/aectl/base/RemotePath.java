package org.aectl.base;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files on other file systems, as a cluster names them: {@code hdfs://host:8020/data/train}, or {@code hdfs:///data/train} on the host
 * that the cluster's settings name. A {@link Path} keeps one slash of several, so that its first folder here is the host, and a hyphen,
 * which no host is called, where none is named. One character before the colon is a drive of Windows.
 */
public final class RemotePath {
    private static final Pattern URI = Pattern.compile("([a-z][a-z0-9+.-]+):(/+)(.*)");
    private static final String LOCAL = "file";
    private static final String NO_HOST = "-";

    private RemotePath() {}

    /** The path of a text, on whatever file system; {@code file:} is this machine's. */
    public static Path parse(String text) {
        Matcher uri = URI.matcher(text);
        if (!uri.matches()) {
            return Path.of(text);
        }
        if (uri.group(1).equals(LOCAL)) {
            return Path.of("/" + uri.group(3));
        }
        boolean namesHost = uri.group(2).length() == 2;
        return Path.of(uri.group(1) + ":", namesHost ? "" : NO_HOST, uri.group(3));
    }

    /** Whether a path of a config is on another file system. */
    public static boolean isRemote(Path path) {
        return URI.matcher(path.toString()).matches();
    }

    /** The path as it was written: with two slashes after the colon where it names a file system, three where no host is named. */
    public static String uri(Path path) {
        Matcher uri = URI.matcher(path.toString());
        if (!uri.matches()) {
            return path.toString();
        }
        String rest = uri.group(3);
        boolean namesHost = !rest.equals(NO_HOST) && !rest.startsWith(NO_HOST + "/");
        return uri.group(1) + "://" + (namesHost ? rest : rest.replaceFirst("^" + NO_HOST + "/?", "/"));
    }
}
