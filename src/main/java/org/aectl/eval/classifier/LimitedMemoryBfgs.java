package org.aectl.eval.classifier;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Finds the minimum of a smooth convex function: L-BFGS (Nocedal 1980; Nocedal and Wright, algorithm 7.4) with steps that
 * are halved until the function falls enough (Armijo). Draws nothing, so the same function gives the same minimum.
 */
final class LimitedMemoryBfgs {
    private static final int MEMORY = 10;
    private static final double SUFFICIENT = 1e-4;
    private static final int MOST_HALVINGS = 30;

    private LimitedMemoryBfgs() {}

    /** A function that is to become small. */
    interface Objective {
        /**
         * The value at a point.
         *
         * @param gradient takes the gradient there
         */
        double at(double[] point, double[] gradient);
    }

    /** What one step has taught: the change of the point and that of the gradient. */
    private record Step(double[] point, double[] gradient, double product) {}

    /**
     * Minimises.
     *
     * @param tolerance ends the search where no component of the gradient is larger; it also ends where rounding hides any
     *     further fall
     */
    static double[] minimize(Objective objective, double[] start, double tolerance, int mostIterations) {
        Deque<Step> memory = new ArrayDeque<>();
        double[] point = start.clone();
        double[] gradient = new double[point.length];
        double value = objective.at(point, gradient);
        for (int iteration = 0; iteration < mostIterations && largest(gradient) > tolerance; iteration++) {
            double[] direction = direction(gradient, memory);
            double slope = product(direction, gradient);
            double length = memory.isEmpty() ? 1 / Math.sqrt(product(gradient, gradient)) : 1;
            double[] nextGradient = new double[point.length];
            double[] next = moved(point, direction, length);
            double nextValue = objective.at(next, nextGradient);
            for (int i = 0; i < MOST_HALVINGS && !(nextValue <= value + SUFFICIENT * length * slope); i++) {
                length /= 2;
                next = moved(point, direction, length);
                nextValue = objective.at(next, nextGradient);
            }
            if (!(nextValue < value)) {
                return point;
            }
            remember(memory, difference(next, point), difference(nextGradient, gradient));
            point = next;
            gradient = nextGradient;
            value = nextValue;
        }
        return point;
    }

    private static void remember(Deque<Step> memory, double[] point, double[] gradient) {
        double product = product(point, gradient);
        // Positive for a convex function, but for rounding.
        if (product > 0) {
            memory.addFirst(new Step(point, gradient, product));
        }
        if (memory.size() > MEMORY) {
            memory.removeLast();
        }
    }

    /** The two loops that multiply the gradient by the inverse of the curvature seen so far. */
    private static double[] direction(double[] gradient, Deque<Step> memory) {
        double[] direction = moved(new double[gradient.length], gradient, -1);
        double[] factors = new double[memory.size()];
        int i = 0;
        for (Step step : memory) {
            factors[i] = product(step.point, direction) / step.product;
            add(direction, step.gradient, -factors[i]);
            i++;
        }
        if (!memory.isEmpty()) {
            Step last = memory.getFirst();
            double scale = last.product / product(last.gradient, last.gradient);
            for (int j = 0; j < direction.length; j++) {
                direction[j] *= scale;
            }
        }
        for (Iterator<Step> steps = memory.descendingIterator(); steps.hasNext(); ) {
            Step step = steps.next();
            i--;
            add(direction, step.point, factors[i] - product(step.gradient, direction) / step.product);
        }
        return direction;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static double product(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static void add(double[] target, double[] values, double factor) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * values[i];
        }
    }

    private static double[] moved(double[] point, double[] direction, double length) {
        double[] moved = point.clone();
        add(moved, direction, length);
        return moved;
    }

    private static double[] difference(double[] one, double[] other) {
        return moved(one, other, -1);
    }
}
