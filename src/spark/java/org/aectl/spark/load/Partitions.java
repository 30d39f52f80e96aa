package org.aectl.spark.load;

import java.io.Serializable;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionPruningRDD;
import scala.runtime.AbstractFunction1;

/** Some partitions of a set: a job on them starts no task for the others. */
public final class Partitions {
    private Partitions() {}

    /** The partitions from one to another, without the latter. */
    public static JavaRDD<Shard> of(JavaRDD<Shard> shards, int from, int to) {
        return of(shards, IntStream.range(from, to).boxed().collect(Collectors.toSet()));
    }

    /** The partitions of these numbers, in the order of the numbers. */
    public static JavaRDD<Shard> of(JavaRDD<Shard> shards, Set<Integer> numbers) {
        return JavaRDD.fromRDD(
                PartitionPruningRDD.create(shards.rdd(), new Chosen(Set.copyOf(numbers))), shards.classTag());
    }

    /** Whether a partition is wanted. */
    private static final class Chosen extends AbstractFunction1<Object, Object> implements Serializable {
        private final Set<Integer> numbers;

        Chosen(Set<Integer> numbers) {
            this.numbers = numbers;
        }

        @Override
        public Object apply(Object number) {
            return numbers.contains((Integer) number);
        }
    }
}
