package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.aectl.backend.device.DeviceChoice;
import org.aectl.backend.device.RequestedDevice;
import org.aectl.base.InvalidInputException;
import org.aectl.cli.console.ExitCode;
import org.aectl.cli.option.DeviceOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.CommandSpec;

class DeviceOptionTest {
    @Test
    void everyCommandThatComputesHasIt() {
        assertThat(Commands.all().stream().filter(command -> command.findOption("--device") != null))
                .extracting(CommandSpec::name)
                .containsExactlyInAnyOrder(
                        "train",
                        "reconstruct",
                        "denoise",
                        "sample",
                        "embed",
                        "evaluate",
                        "detect",
                        "finetune",
                        "predict",
                        "report",
                        "benchmark");
    }

    @Test
    void cudaIsRefusedWithoutCudaAndNothingIsWritten(@TempDir Path folder) {
        assumeThat(DeviceChoice.isCudaOnClassPath()).isFalse();
        Result result = Cli.run("train", "-c", "configs/ae.yaml", "-o", folder.toString(), "--device", "CUDA");

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorLines())
                .singleElement()
                .asString()
                .startsWith("aectl: error: --device cuda: this build has no CUDA in it")
                .contains("mvn -Pcuda package", "--device cpu");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"'',AUTO", "auto,AUTO", "cpu,CPU", "CUDA,CUDA"})
    void theVariableTakesTheSameWords(String variable, RequestedDevice wish) {
        assertThat(DeviceOption.of(variable)).isEqualTo(wish);
    }

    @Test
    void anotherWordInTheVariableIsRefused() {
        assertThatThrownBy(() -> DeviceOption.of("gpu"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("AECTL_DEVICE must be auto, cpu or cuda, was gpu");
    }

    @Test
    void withoutCudaTheLauncherIsToldThatThereIsNothingToChoose() {
        assertThat(preflight("cuda", false)).isEqualTo("none\n\n\n");
    }

    @Test
    void theProcessorIsChosenWithoutAskingTheDriver() {
        assertThat(preflight("CPU", true)).isEqualTo("cpu\n\nCPU\tCPU\t\t\t0\t\t\t\n");
    }

    private static String preflight(String word, boolean hasCuda) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DevicePreflight.print(word, hasCuda, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
