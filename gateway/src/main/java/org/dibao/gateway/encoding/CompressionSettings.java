package org.dibao.gateway.encoding;

import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.gateway.compression}. Pages are compressed once and kept; other answers each time.
 *
 * @param minSize a shorter body is sent as it is
 * @param threads bodies compressed at the same time
 * @param queue   bodies waiting for a thread; further ones are sent as they are
 * @param within  how long a body may wait for a thread before it is sent as it is
 */
@Validated
@ConfigurationProperties("dibao.gateway.compression")
record CompressionSettings(
        @MustBe("0B or more") @DefaultValue("1KB") DataSize minSize,
        @MustBe("1 to 64") @DefaultValue("2") int threads,
        @MustBe("1 to 100000") @DefaultValue("1000") int queue,
        @MustBe("1ms or more") @DefaultValue("500ms") Duration within) {}
