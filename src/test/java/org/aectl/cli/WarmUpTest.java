package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.Test;

/** What the launcher does once to make starts quick. */
class WarmUpTest {
    private static final Pattern COMMANDS = Pattern.compile("^warm_up=(['\"])(.*)\\1$", Pattern.MULTILINE);

    @Test
    void theCommandsOfTheLauncherAreKnownAndLeaveNothingBehind() throws IOException {
        List<Path> before = scratchFolders();
        Matcher lines = COMMANDS.matcher(Files.readString(Path.of("aectl")));
        String commands = "";
        while (lines.find()) {
            commands = lines.group(2).replace("$warm_up", commands);
        }
        assertThat(commands).contains("; train ", "SCRATCH");

        WarmUp.main(new String[] {commands});

        assertThat(scratchFolders()).isEqualTo(before);
        for (String command : commands.split(";", -1)) {
            if (command.contains("train")) {
                Result result = Cli.run(command.replace("SCRATCH", "unused")
                        .concat(" --dry-run")
                        .trim()
                        .split("\\s+", -1));
                assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
            }
        }
        assertThat(Path.of("unused")).doesNotExist();
    }

    private static List<Path> scratchFolders() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("aectl-warm-up"))
                    .sorted()
                    .toList();
        }
    }
}
