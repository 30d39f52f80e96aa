package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script of {@code aectl completion}, sourced by a real bash. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs bash")
class CompletionTest {
    /** Does what bash does when the tab key is pressed behind the last of the words. */
    private static final String PRESS_TAB = """
            source ./completion.bash
            COMP_LINE="$*"
            COMP_WORDS=("$@")
            COMP_CWORD=$(($# - 1))
            _complete_aectl
            echo "${COMPREPLY[*]}"
            """;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void prepare() throws IOException {
        Result result = Cli.run("completion", "bash");
        assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(result.errorOutput()).isEmpty();
        Files.writeString(folder.resolve("completion.bash"), result.output());
        for (String run : List.of("models/vae", "models/ae-small", "elsewhere/other")) {
            Files.createDirectories(folder.resolve(run));
            Files.writeString(folder.resolve(run).resolve("manifest.json"), "{}");
        }
        Files.createDirectories(folder.resolve("models/no-run"));
    }

    private static String bash(String script, String... words) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", "--noprofile", "--norc", "-c", script, "bash");
        builder.command().addAll(List.of(words));
        Process process =
                builder.directory(folder.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return output.strip();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    aectl tr_                            | train
                    aectl config init _                  | ae sae sparse dae vae cvae
                    aectl config val_                    | validate
                    aectl evaluate ae --split _          | training validation test
                    aectl reconstruct ae --format n_     | npy
                    aectl evaluate _                     | ae-small vae
                    aectl evaluate --split test v_       | vae
                    aectl train --resume ae_             | ae-small
                    aectl runs --diff _                  | ae-small vae
                    aectl inspect --models elsewhere _   | other
                    aectl runs --sort out_               | outcome
                    aectl data fetch f_                  | fashion-mnist
                    aectl data describe mnist_           | mnist-mini mnist
                    aectl data describe _                | mnist-mini mnist fashion-mnist models completion.bash elsewhere
                    aectl evaluate ae --data _           | mnist-mini mnist fashion-mnist models completion.bash elsewhere
                    aectl evaluate ae --data els_        | elsewhere
                    aectl help tr_                       | train
                    aectl train --set model.lat_         | model.latent=
                    aectl train --set training.optimizer.l_ | training.optimizer.learningRate=
                    aectl embed ae --layer enc_          | encoder-1 encoder-2
                    aectl embed ae --project _           | pca tsne units
                    aectl embed ae --format np_          | npy npz
                    aectl sample ae --sampler _          | prior gmm
                    aectl detect ae --score _            | error loss elbo nll
                    aectl detect ae --threshold _        | quantile:0.95 mad:3.5 sigma:3 max-train f1
                    aectl denoise ae --noise g_          | gaussian:0.3
                    aectl train --engine _               | local spark
                    aectl data describe x --color _      | grey rgb
                    aectl completion _                   | bash zsh
                    aectl runs --re_                     | --reverse
                    """)
    void tabCompletes(String line, String expected) throws Exception {
        // An underscore marks where the cursor is.
        String[] words = line.substring(0, line.length() - 1).split(" ", -1);

        // Files come in the order of their folder.
        assertThat(bash(PRESS_TAB, words).split("\\s+")).containsExactlyInAnyOrder(expected.split(" "));
    }

    /** Words are typed in small letters, as everywhere. */
    @Test
    void offersNoWordInCapitals() throws IOException {
        assertThat(Files.readString(folder.resolve("completion.bash")).lines())
                .filteredOn(line -> line.matches(" *local [A-Z_]+_(option|pos_param)_args=.*"))
                .isNotEmpty()
                .noneMatch(line -> line.replaceFirst("^[^(]*", "").matches(".*\\\"[A-Z]+\\\".*"));
    }

    @Test
    void bashAsksTheScriptForThisCommandAndElseCompletesFiles() throws Exception {
        assertThat(bash("source ./completion.bash; complete -p aectl"))
                .isEqualTo("complete -o default -F _complete_aectl aectl");
        // Nothing in the script takes the files back.
        assertThat(Files.readString(folder.resolve("completion.bash"))).doesNotContain("compopt +o default");
        assertThat(bash(PRESS_TAB, "aectl", "evaluate", "ae", "--data", "digits.n"))
                .isEmpty();
    }

    @Test
    void zshRunsTheSameScript() {
        assertThat(Cli.run("completion", "zsh").output())
                .isEqualTo(Cli.run("completion", "bash").output())
                .contains("bashcompinit");
    }

    @Test
    void otherShellsAreRefused() {
        Result result = Cli.run("completion", "fish");

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.output()).isEmpty();
        assertThat(result.errorLines()).first().asString().contains("SHELL", "fish");
    }
}
