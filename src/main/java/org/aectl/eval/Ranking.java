package org.aectl.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well scores put outliers before inliers. Examples of the same score stand together in one group, so that no measure
 * depends on the order they came in.
 */
public final class Ranking {
    private final int outliers;
    private final int inliers;
    /** Groups of equal scores by falling score: the score, and how many are in this group or before it. */
    private final List<Group> groups;

    private record Group(double score, int outliers, int inliers) {}

    /**
     * A point of the receiver operating characteristic.
     *
     * @param falseAlarms share of the inliers that are flagged
     * @param found share of the outliers that are flagged
     */
    public record Point(double falseAlarms, double found) {}

    /**
     * Ranks examples.
     *
     * @param scores one for each example, none of them NaN; infinite ones are allowed
     * @param outlier whether each is one; there must be outliers and others
     */
    public Ranking(double[] scores, boolean[] outlier) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -scores[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        this.groups = groups(order, scores, outlier);
        Group last = groups.isEmpty() ? new Group(0, 0, 0) : groups.get(groups.size() - 1);
        this.outliers = last.outliers;
        this.inliers = last.inliers;
        if (outliers == 0 || inliers == 0) {
            throw new IllegalArgumentException(
                    "%d outliers and %d inliers cannot be ranked".formatted(outliers, inliers));
        }
    }

    private static List<Group> groups(int[] order, double[] scores, boolean[] outlier) {
        List<Group> groups = new ArrayList<>();
        int found = 0;
        for (int i = 0; i < order.length; i++) {
            found += outlier[order[i]] ? 1 : 0;
            boolean isLastOfGroup = i + 1 == order.length || scores[order[i + 1]] != scores[order[i]];
            if (isLastOfGroup) {
                groups.add(new Group(scores[order[i]], found, i + 1 - found));
            }
        }
        return groups;
    }

    /** How many outliers there are. */
    public int outliers() {
        return outliers;
    }

    /**
     * Area under the receiver operating characteristic (Hanley and McNeil 1982): the share of all pairs of an outlier and an
     * inlier in which the outlier has the higher score, where equal scores count half.
     */
    public double rocAuc() {
        double pairs = 0;
        Group before = new Group(0, 0, 0);
        for (Group group : groups) {
            double ofOutliers = (before.outliers + group.outliers) / 2.0;
            pairs += (group.inliers - before.inliers) * ofOutliers;
            before = group;
        }
        return pairs / outliers / inliers;
    }

    /**
     * Average precision: the sum over the thresholds of (recall - recall before) x precision, as scikit-learn defines it;
     * examples of the same score pass the threshold together.
     */
    public double averagePrecision() {
        double sum = 0;
        int before = 0;
        for (Group group : groups) {
            sum += (group.outliers - before) * precision(group);
            before = group.outliers;
        }
        return sum / outliers;
    }

    private static double precision(Group group) {
        return (double) group.outliers / (group.outliers + group.inliers);
    }

    /**
     * Share of outliers among the n examples of the highest scores, with n the number of outliers. Where only some of the
     * examples of one score have room among them, they count by the share of outliers among all of that score.
     */
    public double precisionAtOutliers() {
        Group before = new Group(0, 0, 0);
        for (Group group : groups) {
            int counted = group.outliers + group.inliers;
            if (counted >= outliers) {
                int countedBefore = before.outliers + before.inliers;
                double room = (double) (outliers - countedBefore) / (counted - countedBefore);
                return (before.outliers + room * (group.outliers - before.outliers)) / outliers;
            }
            before = group;
        }
        throw new IllegalStateException("fewer examples than outliers");
    }

    /**
     * The threshold of the highest F1 = 2 precision recall / (precision + recall), if the examples above it are flagged: the
     * highest score that is not flagged. Of several the one that flags the fewest.
     */
    public double bestF1Threshold() {
        double best = -1;
        double threshold = Double.NaN;
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            double f1 = 2.0 * group.outliers / (group.outliers + group.inliers + outliers);
            if (f1 > best) {
                best = f1;
                threshold = i + 1 < groups.size() ? groups.get(i + 1).score : Math.nextDown(group.score);
            }
        }
        return threshold;
    }

    /** The receiver operating characteristic, from (0,0) to (1,1), by rising share of false alarms. */
    public List<Point> rocCurve() {
        List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
        for (Group group : groups) {
            points.add(new Point((double) group.inliers / inliers, (double) group.outliers / outliers));
        }
        return points;
    }
}
