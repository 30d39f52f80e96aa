package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every result about the pictures of a folder names their files. */
class PictureNamesTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void train() throws IOException {
        Random random = new Random(4);
        for (String kind : List.of("dark", "light")) {
            Path pictures = Files.createDirectories(folder.resolve("pictures").resolve(kind));
            for (int i = 0; i < 20; i++) {
                BufferedImage picture = new BufferedImage(4, 3, BufferedImage.TYPE_BYTE_GRAY);
                for (int pixel = 0; pixel < 12; pixel++) {
                    picture.getRaster()
                            .setSample(pixel % 4, pixel / 4, 0, random.nextInt(100) + (kind.equals("light") ? 150 : 0));
                }
                ImageIO.write(
                        picture, "png", pictures.resolve(kind + i + ".png").toFile());
            }
        }
        Cli.train(folder, "p", """
                name: p
                data: { type: images, path: pictures, test: 0.3 }
                model: { type: ae, latent: 2, encoder: { layers: [] } }
                training: { epochs: 1 }
                """);
        Result tuned = Cli.run("finetune", run("p"), "--name", "k", "--output", folder.toString(), "--epochs", "1");
        assertThat(tuned.exitCode()).as(tuned.errorOutput()).isZero();
    }

    private static String run(String name) {
        return folder.resolve(name).toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "detect p scores.csv",
                "detect p features.csv --features",
                "embed p codes.csv",
                "embed p projection.csv --project pca",
                "reconstruct p errors.csv",
                "reconstruct p reconstruction.csv",
                "denoise p errors.csv --noise gaussian:0.1",
                "predict k predictions.csv"
            })
    void isNamed(String call) throws IOException {
        for (boolean isNew : new boolean[] {false, true}) {
            List<String> words = new ArrayList<>(List.of(call.split(" ")));
            String file = words.remove(2);
            words.set(1, run(words.get(1)));
            Path output = folder.resolve(file + isNew);
            words.addAll(List.of("--output", output.toString()));
            if (isNew) {
                words.addAll(List.of("--data", run("pictures")));
            }
            Result result = Cli.run(words.toArray(String[]::new));

            assertThat(result.exitCode()).as(result.errorOutput()).isZero();
            List<String> lines = Files.readAllLines(output.resolve(file));
            assertThat(lines.get(0)).startsWith("row,file,");
            assertThat(lines.subList(1, lines.size()))
                    .hasSizeGreaterThan(4)
                    .allMatch(line -> line.split(",", -1)[1].matches("(dark/dark|light/light)[0-9]+\\.png"));
        }
    }
}
