package org.aectl.run.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aectl.base.InvalidInputException;

/** Reads the small text files of a run's folder, which may come from anyone. */
public final class TextFile {
    /** Far beyond any manifest, and metrics of some hundred thousand epochs. */
    static final int MOST_BYTES = 1 << 26;

    private TextFile() {}

    /**
     * The whole file.
     *
     * @throws InvalidInputException if it is none, is larger than a run's files are, or no text in UTF-8
     */
    public static String read(Path file) throws IOException {
        checkRegular(file);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new InvalidInputException(
                        "%s: is larger than %,d MB, which no such file of a run is".formatted(file, MOST_BYTES >> 20));
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException noText) {
            throw new InvalidInputException(file + ": damaged: is no text in UTF-8", noText);
        }
    }

    /** Refuses folders, and pipes and devices, whose reading might never end; a link is what it leads to. */
    public static void checkRegular(Path file) {
        if (!Files.exists(file)) {
            throw new InvalidInputException(file + ": there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(file + ": is no regular file, as the files of a run are");
        }
    }
}
