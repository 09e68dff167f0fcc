package org.dibao.delivery.targets;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings as they would be read, with those that are named and the defaults of the others. */
public final class TargetSettingsBuilding {
    private TargetSettingsBuilding() {}

    /** @param given names without their prefix, and values */
    public static TargetSettings settings(String... given) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < given.length; i += 2) {
            values.put("dibao.delivery.target." + given[i], given[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("dibao.delivery.target", Bindable.of(TargetSettings.class));
    }
}
