package org.aectl.spark.connect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.aectl.backend.ComputeThreads;
import org.apache.spark.TaskContext;

/**
 * Something of this machine that takes long to make, so that each is used by one task after the other.
 *
 * @param value that no other task uses until this is closed
 */
public record Pooled<T extends AutoCloseable>(T value, ObjectPool<T> idle, String id) implements AutoCloseable {
    /** Gives it back. */
    @Override
    public void close() {
        idle.add(id, value);
    }

    /** Makes one. */
    @FunctionalInterface
    public interface Making<T, E extends Exception> {
        T make() throws E;
    }

    /** Those that no task uses, by the training or the use they were made for. */
    public static final class ObjectPool<T extends AutoCloseable> {
        private final Map<String, Deque<T>> byId = new HashMap<>();

        /**
         * One that was made for the same, or a new one.
         *
         * @param id of the training or the use
         */
        public <E extends Exception> Pooled<T> borrow(String id, Making<T, E> making) throws E {
            synchronized (this) {
                T found = byId.computeIfAbsent(id, first -> new ArrayDeque<>()).poll();
                if (found != null) {
                    return new Pooled<>(found, this, id);
                }
                // Of trainings before, in a shell or an application that goes on.
                byId.entrySet().removeIf(other -> !other.getKey().equals(id) && closed(other.getValue()));
            }
            ComputeThreads.set(TaskContext.get().cpus());
            return new Pooled<>(making.make(), this, id);
        }

        private boolean closed(Deque<T> others) {
            for (T other : others) {
                try {
                    other.close();
                } catch (Exception problem) {
                    throw new IllegalStateException(problem);
                }
            }
            return true;
        }

        private synchronized void add(String id, T value) {
            byId.computeIfAbsent(id, first -> new ArrayDeque<>()).add(value);
        }
    }
}
