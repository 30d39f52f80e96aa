package org.aectl.data.fetch;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where fetched sets lie: {@code $AECTL_DATA}, or a folder among the user's caches. */
public final class DataFolder {
    private DataFolder() {}

    /** The folder on this machine; it need not exist yet. */
    public static Path get() {
        return of(System.getenv(), System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")));
    }

    public static Path of(Map<String, String> environment, String system, Path home) {
        Path given = path(environment, "AECTL_DATA");
        if (given != null) {
            return given;
        }
        Path caches;
        if (system.toLowerCase(Locale.ROOT).startsWith("windows")) {
            Path local = path(environment, "LOCALAPPDATA");
            caches = local != null ? local : home.resolve("AppData").resolve("Local");
        } else if (system.toLowerCase(Locale.ROOT).startsWith("mac")) {
            caches = home.resolve("Library").resolve("Caches");
        } else {
            Path xdg = path(environment, "XDG_CACHE_HOME");
            // The XDG specification has relative paths ignored.
            caches = xdg != null && xdg.isAbsolute() ? xdg : home.resolve(".cache");
        }
        return caches.resolve("aectl").resolve("data");
    }

    private static @Nullable Path path(Map<String, String> environment, String variable) {
        String value = environment.get(variable);
        return value == null || value.isBlank() ? null : Path.of(value);
    }
}
