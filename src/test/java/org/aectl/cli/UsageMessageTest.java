package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageMessageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hlep                         | there is no command 'hlep'; did you mean help? (see aectl --help)
            zzz                          | there is no command 'zzz' (see aectl --help)
            config ini                   | there is no command 'ini'; did you mean init? (see aectl config --help)
            config                       | a command is missing: one of init, validate, show, schema (see aectl config --help)
            vae.json                     | unexpected word 'vae.json'; did you mean aectl train --config vae.json? (see aectl --help)
            train My.YAML                | My.YAML: there is no such file
            evaluate vae more            | unexpected word 'more' (see aectl evaluate --help)
            evaluate                     | RUN is missing (see aectl evaluate --help)
            train                        | one of DATA, --config and --resume is missing (see aectl train --help)
            train -c a.yaml --epoch 3    | there is no option '--epoch'; did you mean --epochs? (see aectl train --help)
            train -c a.yaml --epochs 3 -Z | there is no option '-Z' (see aectl train --help)
            train -c a.yaml --epochs x   | --epochs must be a whole number, was 'x' (see aectl train --help)
            train -c a.yaml --epochs     | --epochs needs a value, N (see aectl train --help)
            finetune vae --learning-rate x | --learning-rate must be a number, was 'x' (see aectl finetune --help)
            sample vae --interpolate 3   | --interpolate needs 2 values (see aectl sample --help)
            """)
    void isInTheWordsOfWhoWroteTheCommand(String call, String message) {
        Result result = Cli.run(call.split(" "));

        assertThat(result.errorLines()).containsExactly("aectl: error: " + message);
        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.output()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-c a -c b", "-c a --resume b"})
    void oneExperimentAtATime(String options) {
        assertThat(Cli.run(("train " + options).split(" ")).errorLines())
                .containsExactly("aectl: error: only one of DATA, --config and --resume can be given, and once;"
                        + " --set key=value changes single keys of a config (see aectl train --help)");
    }

    @Test
    void wordsOfAnEnumerationAreSmall() {
        assertThat(Cli.run("embed", "vae", "--project", "umap").errorOutput())
                .contains("expected one of pca, tsne, units, was 'umap'");
    }

    @Test
    void aloneTheProgramSaysHowToBegin() {
        Result result = Cli.run();

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorLines()).hasSizeBetween(5, 12).allMatch(line -> line.length() < 80);
        assertThat(result.errorOutput()).contains("aectl train --config configs/vae.json", "aectl --help");
    }
}
