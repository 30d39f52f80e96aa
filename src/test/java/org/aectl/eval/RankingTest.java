package org.aectl.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    /** Few levels mean many ties. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 1_000_000})
    void everyMeasureIsThatOfItsDefinition(int levels) {
        Random random = new Random(levels);
        int count = 200;
        double[] scores = new double[count];
        boolean[] outlier = new boolean[count];
        for (int i = 0; i < count; i++) {
            outlier[i] = random.nextInt(5) == 0;
            scores[i] = random.nextInt(levels) + (outlier[i] && levels > 1 ? levels / 3 : 0);
        }
        Ranking ranking = new Ranking(scores, outlier);

        assertThat(ranking.rocAuc()).isEqualTo(aucByAllPairs(scores, outlier), EXACT);
        assertThat(ranking.averagePrecision()).isEqualTo(averagePrecision(scores, outlier), EXACT);
        assertThat(f1(scores, outlier, ranking.bestF1Threshold())).isEqualTo(bestF1(scores, outlier), EXACT);
        assertThat(area(ranking)).isEqualTo(ranking.rocAuc(), EXACT);
    }

    private static double aucByAllPairs(double[] scores, boolean[] outlier) {
        double won = 0;
        double pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (outlier[i] && !outlier[j]) {
                    pairs++;
                    won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        return won / pairs;
    }

    private static int flagged(double[] scores, boolean[] outlier, boolean outliersOnly, double least) {
        int count = 0;
        for (int i = 0; i < scores.length; i++) {
            count += scores[i] >= least && (outlier[i] || !outliersOnly) ? 1 : 0;
        }
        return count;
    }

    private static double averagePrecision(double[] scores, boolean[] outlier) {
        double[] thresholds = DoubleStream.of(scores).distinct().sorted().toArray();
        double all = flagged(scores, outlier, true, Double.NEGATIVE_INFINITY);
        double sum = 0;
        double recallBefore = 0;
        for (int i = thresholds.length - 1; i >= 0; i--) {
            double found = flagged(scores, outlier, true, thresholds[i]);
            double precision = found / flagged(scores, outlier, false, thresholds[i]);
            sum += (found / all - recallBefore) * precision;
            recallBefore = found / all;
        }
        return sum;
    }

    private static double f1(double[] scores, boolean[] outlier, double threshold) {
        double all = flagged(scores, outlier, true, Double.NEGATIVE_INFINITY);
        double found = flagged(scores, outlier, true, Math.nextUp(threshold));
        double flagged = flagged(scores, outlier, false, Math.nextUp(threshold));
        double precision = flagged == 0 ? 0 : found / flagged;
        double recall = found / all;
        return found == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static double bestF1(double[] scores, boolean[] outlier) {
        return DoubleStream.concat(Arrays.stream(scores), DoubleStream.of(-1))
                .map(threshold -> f1(scores, outlier, threshold))
                .max()
                .orElseThrow();
    }

    private static double area(Ranking ranking) {
        double area = 0;
        Ranking.Point before = new Ranking.Point(0, 0);
        for (Ranking.Point point : ranking.rocCurve()) {
            area += (point.falseAlarms() - before.falseAlarms()) * (point.found() + before.found()) / 2;
            before = point;
        }
        assertThat(before).isEqualTo(new Ranking.Point(1, 1));
        return area;
    }

    @Test
    void aSmallCaseIsRightByHand() {
        // Falling: 9 outlier, 8 inlier, 7 7 one of each, 1 inlier.
        double[] scores = {7, 9, 1, 8, 7};
        boolean[] outlier = {true, true, false, false, false};
        Ranking ranking = new Ranking(scores, outlier);

        assertThat(ranking.rocAuc()).isEqualTo((3 + 1.5) / 6, EXACT);
        assertThat(ranking.averagePrecision()).isEqualTo(0.5 * 1 + 0.5 * 2 / 4, EXACT);
        assertThat(ranking.precisionAtOutliers()).isEqualTo(0.5, EXACT);
        assertThat(ranking.bestF1Threshold()).isEqualTo(8);
        assertThat(ranking.outliers()).isEqualTo(2);
    }

    @Test
    void ofExamplesOfOneScoreThatDoNotAllFitAShareCounts() {
        // Room for 2: the first is an outlier, the second one of four, of which one is an outlier.
        double[] scores = {9, 5, 5, 5, 5};
        boolean[] outlier = {true, true, false, false, false};

        assertThat(new Ranking(scores, outlier).precisionAtOutliers()).isEqualTo((1 + 0.25) / 2, EXACT);
    }

    @Test
    void infiniteScoresAreTheHighest() {
        double[] scores = {Double.POSITIVE_INFINITY, 1, 2};

        assertThat(new Ranking(scores, new boolean[] {true, false, false}).rocAuc())
                .isEqualTo(1);
        assertThat(new Ranking(scores, new boolean[] {false, true, false}).rocAuc())
                .isEqualTo(0);
    }

    @Test
    void oneKindAloneCannotBeRanked() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Ranking(new double[3], new boolean[3]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Ranking(new double[1], new boolean[] {true}));
    }
}
