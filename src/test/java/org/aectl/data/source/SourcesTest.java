package org.aectl.data.source;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.aectl.base.InvalidInputException;
import org.aectl.config.source.Builtin;
import org.aectl.config.source.Csv;
import org.aectl.config.source.Idx;
import org.aectl.config.source.Images;
import org.aectl.config.source.Npy;
import org.aectl.config.source.Parquet;
import org.aectl.config.source.SCurve;
import org.aectl.config.source.SourceConfig;
import org.aectl.config.source.SwissRoll;
import org.aectl.data.ByteStore;
import org.aectl.data.Examples;
import org.aectl.data.FloatStore;
import org.aectl.data.TestExamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
    private static final Path NOWHERE = Path.of("nowhere");

    /** One of each kind; whatever it answers, it must have a reader. */
    private static final Map<Class<?>, SourceConfig> ONE_OF_EACH = oneOfEach(
            new Builtin("nothing"),
            new Idx(NOWHERE, null, null, null),
            new Csv(NOWHERE, null, Csv.Header.AUTO, null, ","),
            new Npy(NOWHERE, null, null, null, null, null, null),
            new Parquet(NOWHERE, null, null, null, null),
            new Images(NOWHERE, null, Images.Color.GREY, null),
            new SwissRoll(10, 0),
            new SCurve(10, 0));

    private static Map<Class<?>, SourceConfig> oneOfEach(SourceConfig... configs) {
        Map<Class<?>, SourceConfig> map = new HashMap<>();
        for (SourceConfig config : configs) {
            map.put(config.getClass(), config);
        }
        return map;
    }

    @Test
    void everyKindOfSourceHasAReader() {
        for (Class<?> kind : SourceConfig.class.getPermittedSubclasses()) {
            SourceConfig config = requireNonNull(ONE_OF_EACH.get(kind), kind.getSimpleName());
            try {
                assertThat(Sources.open(config, null, 1).training().count()).isPositive();
            } catch (InvalidInputException refused) {
                assertThat(refused.lines()).hasSize(1);
            }
        }
    }

    @Test
    void pointsOfTheSwissRollLieOnIt() {
        Examples points = Sources.open(new SwissRoll(500, 0), null, 42).training();
        for (int row = 0; row < points.count(); row++) {
            float[] p = TestExamples.row(points, row);
            double t = Math.hypot(p[0], p[2]);
            assertThat(t).isBetween(1.5 * Math.PI - 1e-5, 4.5 * Math.PI + 1e-5);
            assertThat(p[0]).isCloseTo((float) (t * Math.cos(t)), within(1e-3f));
            assertThat(p[1]).isBetween(0f, 21f);
            assertThat(points.label(row)).isEqualTo((int) ((t / (1.5 * Math.PI) - 1) / 2 * 8));
        }
    }

    @Test
    void pointsOfTheSCurveLieOnIt() {
        Examples points = Sources.open(new SCurve(500, 0), null, 42).training();
        for (int row = 0; row < points.count(); row++) {
            float[] p = TestExamples.row(points, row);
            // Two arcs of radius 1 around (0, -1) and (0, 1).
            double centre = p[2] < 0 ? -1 : 1;
            assertThat(Math.hypot(p[0], p[2] - centre)).isCloseTo(1, within(1e-5));
            assertThat(p[1]).isBetween(0f, 2f);
        }
        assertThat(points.classes()).hasSize(8);
    }

    @Test
    void generatedPointsDependOnTheSeedAndNotOnHowManyThereAre() {
        Examples few = Sources.open(new SwissRoll(10, 0.5), null, 1).training();
        Examples many = Sources.open(new SwissRoll(100, 0.5), 20, 1).training();
        Examples other = Sources.open(new SwissRoll(10, 0.5), null, 2).training();

        assertThat(many.count()).isEqualTo(20);
        assertThat(TestExamples.row(many, 9)).isEqualTo(TestExamples.row(few, 9));
        assertThat(TestExamples.row(other, 9)).isNotEqualTo(TestExamples.row(few, 9));
    }

    @Test
    void idxOfEveryTypeAndRankIsRead(@TempDir Path folder) throws IOException {
        assertThat(idx(folder, 0x08, new byte[] {1, (byte) 200}, 2)).containsExactly(1, 200);
        assertThat(idx(folder, 0x09, new byte[] {1, -2}, 2, 1)).containsExactly(1, -2);
        assertThat(idx(folder, 0x0B, new byte[] {1, 0, -1, -1}, 2, 1, 1)).containsExactly(256, -1);
        assertThat(idx(folder, 0x0C, new byte[] {0, 1, 0, 0, 0, 0, 0, 3}, 2, 1, 1, 1))
                .containsExactly(65536, 3);
        assertThat(idx(
                        folder,
                        0x0D,
                        ByteBuffer.allocate(8).putFloat(0.5f).putFloat(-7).array(),
                        2))
                .containsExactly(0.5f, -7);
        assertThat(idx(
                        folder,
                        0x0E,
                        ByteBuffer.allocate(16).putDouble(0.1).putDouble(2).array(),
                        2))
                .containsExactly(0.1f, 2);
    }

    /** Writes two examples of one value each and reads them. */
    private static float[] idx(Path folder, int type, byte[] data, int... dimensions) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * dimensions.length + data.length);
        file.put((byte) 0).put((byte) 0).put((byte) type).put((byte) dimensions.length);
        for (int dimension : dimensions) {
            file.putInt(dimension);
        }
        Path path = Files.write(folder.resolve("x.idx"), file.put(data).array());
        Examples examples =
                Sources.open(new Idx(path, null, null, null), null, 1).training();
        return new float[] {TestExamples.row(examples, 0)[0], TestExamples.row(examples, 1)[0]};
    }

    @Test
    void storesHoldMoreThanOneChunk() throws IOException {
        ByteStore bytes = new ByteStore();
        FloatStore floats = new FloatStore();
        byte[] part = new byte[1_000_003];
        for (int i = 0; i < part.length; i++) {
            part[i] = (byte) i;
        }
        for (int n = 0; n < 40; n++) {
            bytes.append(part, 0, part.length);
        }
        for (int i = 0; i < 9_000_000; i++) {
            floats.append(i);
        }

        assertThat(bytes.length()).isEqualTo(40L * part.length);
        float[] across = new float[4];
        bytes.read((1 << 24) - 2, across, 0, 4);
        for (int i = 0; i < 4; i++) {
            assertThat(across[i]).isEqualTo((((1 << 24) - 2 + i) % part.length) & 0xFF);
        }
        floats.read((1 << 22) - 2, across, 0, 4);
        assertThat(across).containsExactly((1 << 22) - 2, (1 << 22) - 1, 1 << 22, (1 << 22) + 1);
        float[] last = new float[1];
        floats.rearranged(5_000_000, place -> 8_999_999 - place).read(4_999_999, last, 0, 1);
        assertThat(last[0]).isEqualTo(4_000_000);
    }
}
