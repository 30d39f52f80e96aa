package org.aectl.backend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * What {@code aectl doctor} finds.
 *
 * @param reasons why what computes was picked
 * @param gpus one line for each; empty where there is none
 * @param speed null where it was not measured
 * @param advice what to change, one sentence each; empty where all is well
 */
public record Diagnosis(
        BackendInfo backend,
        Reasons reasons,
        List<String> gpus,
        @Nullable Speed speed,
        List<Folder> folders,
        List<String> advice) {
    public Diagnosis {
        gpus = List.copyOf(gpus);
        folders = List.copyOf(folders);
        advice = List.copyOf(advice);
    }

    /**
     * Looks at the machine.
     *
     * @param folders those of the program; the one that native libraries are unpacked to comes on top
     * @param measure whether to measure the speed too, which takes some seconds
     * @throws BackendUnavailableException if the native libraries cannot be loaded
     * @throws IOException if the folder of the native libraries is not known
     */
    public static Diagnosis take(List<Folder> folders, boolean measure) throws IOException {
        BackendInfo backend = Backend.describe();
        List<Folder> all = new ArrayList<>(folders);
        all.add(Folder.of("natives", Path.of(Loader.getCacheDir().getPath())));
        String forced = Optional.ofNullable(System.getenv(Reasons.FORCED)).orElse("");
        return new Diagnosis(
                backend,
                Reasons.of(backend, forced),
                Gpus.find(),
                measure ? Speed.measure() : null,
                all,
                Advice.on(backend, all));
    }
}
