package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk is copied the moment after a command has ended with 0, as its device holds it then: what the file system had not handed
 * over is missing in the copy, as after a power cut. Whatever the command left must be there all the same. To mount a disk
 * takes root: {@code mvn verify -Pslow -Dit.test=PowerCutIT -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class PowerCutIT {
    private static final int COPIES = Integer.getInteger("aectl.copies", 10);
    private static final Path MNIST = Path.of("..", "shared", "data", "mnist").toAbsolutePath();

    private static final String EXPERIMENT = """
            name: run
            seed: 3
            data: { type: builtin, name: mnist-mini, limit: 300 }
            model: { type: ae, latent: 3, encoder: { layers: [10] } }
            training: { epochs: 3, batchSize: 50 }
            """;

    /** By itself ext4 would hand over what is older than five seconds. */
    private static final String SCRIPT = """
            set -eu
            cd "$1"
            aectl=$2 copies=$3
            truncate -s 200M disk.img
            mkfs.ext4 -q disk.img
            mkdir disk copy
            mount -o loop,commit=600 disk.img disk || exit 99
            cp experiment.yaml disk
            cd disk
            sync -f .
            before
            for round in $(seq "$copies"); do
                sync -f .
                command_of_this_test
                cp ../disk.img ../copy.img
                find . -path ./lost+found -prune -o -type f -print0 | sort -z | xargs -0 sha256sum >../left
                mount -o loop ../copy.img ../copy
                (cd ../copy && sha256sum --check --quiet ../left)
                umount ../copy
                echo "round $round: $(grep -c . ../left) files"
            done
            """;

    @TempDir
    private Path folder;

    private void survives(String before, String command) throws Exception {
        Files.writeString(folder.resolve("experiment.yaml"), EXPERIMENT);
        Path script = Files.writeString(
                folder.resolve("script.sh"),
                "before() { :; " + before + "; }\ncommand_of_this_test() { " + command + "; }\n" + SCRIPT);
        Path privileged = folder.resolve("privileged.sh");
        Launcher.writeScript(privileged, "#!/bin/sh\nexec unshare -m bash \"$@\"\n");
        Result result = Launcher.run(
                privileged,
                folder,
                Map.of("AECTL_DATA", folder.resolve("disk/data").toString()),
                script.toString(),
                folder.toString(),
                Launcher.script().toString(),
                Integer.toString(COPIES));
        assumeTrue(
                result.exitCode() != 99 && !result.errorOutput().contains("unshare"),
                "only root can mount a disk: " + result.errorOutput());
        assertThat(result.exitCode()).as(result.output() + result.errorOutput()).isZero();
        assertThat(result.output().lines().filter(line -> line.startsWith("round ")))
                .hasSize(COPIES);
    }

    private static String quiet(String words) {
        return "\"$aectl\" " + words + " --quiet >/dev/null";
    }

    @Test
    void aTraining() throws Exception {
        survives(":", quiet("train --config experiment.yaml --name run-$round"));
    }

    @Test
    void codes() throws Exception {
        survives(quiet("train --config experiment.yaml"), quiet("embed run --output codes-$round --format npy"));
    }

    @Test
    void aFinetuning() throws Exception {
        survives(
                quiet("train --config experiment.yaml"),
                quiet("finetune run --epochs 1 --no-baseline --name classifier-$round"));
    }

    @Test
    void aSetThatWasFetched() throws Exception {
        assumeTrue(Files.isDirectory(MNIST), MNIST + " is not there to be fetched from");
        survives(":", quiet("data fetch mnist --force --mirror " + MNIST));
    }
}
