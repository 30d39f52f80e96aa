package org.aectl.task.train;

import java.util.List;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.data.file.DataFile;

/** Whether a training that is gone on with finds the data that it was begun with. */
public final class DataFingerprint {
    /** Enough to tell two checksums apart. */
    private static final int SHOWN = 12;

    private DataFingerprint() {}

    /**
     * Compares files by their content; where they lie may have changed.
     *
     * @param begun the files that the training was begun with
     * @param found those of the same config now
     * @throws InvalidInputException if they differ
     */
    public static void check(List<DataFile> begun, List<DataFile> found) {
        if (begun.size() != found.size()) {
            throw new InvalidInputException("the data are not what the training was begun with: "
                    + Counts.of(found.size(), "file") + " instead of " + begun.size());
        }
        for (int i = 0; i < found.size(); i++) {
            if (!found.get(i).isCopyOf(begun.get(i))) {
                throw new InvalidInputException(
                        "%s: not what the training was begun with: %s with SHA-256 %s... instead of %d with %s..."
                                .formatted(
                                        found.get(i).path(),
                                        Counts.of(found.get(i).bytes(), "byte"),
                                        shown(found.get(i)),
                                        begun.get(i).bytes(),
                                        shown(begun.get(i))));
            }
        }
    }

    private static String shown(DataFile file) {
        return file.sha256().substring(0, Math.min(SHOWN, file.sha256().length()));
    }
}
