package org.aectl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** Whether all the jars are there that this program's own names; without one of them Java would end anywhere, with a stack trace. */
final class OwnCopy {
    private OwnCopy() {}

    static boolean isComplete(PrintWriter err) {
        try {
            Path place = Path.of(OwnCopy.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            // Not so where tests run, on folders of classes.
            return !Files.isRegularFile(place) || isComplete(place, err);
        } catch (IOException | URISyntaxException unreadable) {
            // Java reads classes out of it; so it is the look at it that fails, and the classes may be all right.
            return true;
        }
    }

    /** @param jar whose manifest names the others, beside it */
    static boolean isComplete(Path jar, PrintWriter err) throws IOException {
        for (String name : jarsBeside(jar)) {
            Path other = jar.resolveSibling(name);
            String fault = !Files.exists(other) ? "is missing" : Files.size(other) == 0 ? "is empty" : "";
            if (!fault.isEmpty()) {
                err.println("aectl: error: this copy of aectl is not complete: " + other + " " + fault);
                return false;
            }
        }
        return true;
    }

    private static String[] jarsBeside(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String names =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return names == null ? new String[0] : names.strip().split("\\s+", -1);
        }
    }
}
