// The fields that FCM knows, as its discovery document lists them: names in snake_case, with what each may hold. Stated anew and in
// full, so that a client of somebody else's may use what our adapter never sends.
/** How a value is written in proto3's JSON. `struct` is any object; `of` an enum is in upper case. */ "use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "REQUEST", {
    enumerable: true,
    get: function() {
        return REQUEST;
    }
});
const string = {
    is: 'string'
};
const bool = {
    is: 'bool'
};
const int = {
    is: 'int'
};
const float = {
    is: 'float'
};
const duration = {
    is: 'duration'
};
const strings = {
    is: 'strings'
};
const textMap = {
    is: 'text-map'
};
const struct = {
    is: 'struct'
};
const message = (fields)=>({
        is: 'message',
        fields
    });
const oneOf = (...of)=>({
        is: 'enum',
        of
    });
const label = message({
    analytics_label: string
});
const lightSettings = message({
    color: message({
        red: float,
        green: float,
        blue: float,
        alpha: float
    }),
    light_on_duration: duration,
    light_off_duration: duration
});
const androidNotification = message({
    title: string,
    body: string,
    icon: string,
    color: string,
    sound: string,
    tag: string,
    click_action: string,
    body_loc_key: string,
    body_loc_args: strings,
    title_loc_key: string,
    title_loc_args: strings,
    channel_id: string,
    ticker: string,
    sticky: bool,
    event_time: {
        is: 'timestamp'
    },
    local_only: bool,
    notification_priority: oneOf('PRIORITY_UNSPECIFIED', 'PRIORITY_MIN', 'PRIORITY_LOW', 'PRIORITY_DEFAULT', 'PRIORITY_HIGH', 'PRIORITY_MAX'),
    default_sound: bool,
    default_vibrate_timings: bool,
    default_light_settings: bool,
    vibrate_timings: {
        is: 'durations'
    },
    visibility: oneOf('VISIBILITY_UNSPECIFIED', 'PRIVATE', 'PUBLIC', 'SECRET'),
    notification_count: int,
    light_settings: lightSettings,
    image: string,
    proxy: oneOf('PROXY_UNSPECIFIED', 'ALLOW', 'DENY', 'IF_PRIORITY_LOWERED'),
    bypass_proxy_notification: bool
});
const android = message({
    priority: oneOf('NORMAL', 'HIGH'),
    ttl: duration,
    collapse_key: string,
    restricted_package_name: string,
    data: textMap,
    direct_boot_ok: bool,
    bandwidth_constrained_ok: bool,
    restricted_satellite_ok: bool,
    fcm_options: label,
    notification: androidNotification
});
const apns = message({
    headers: textMap,
    payload: struct,
    fcm_options: message({
        analytics_label: string,
        image: string
    }),
    live_activity_token: string
});
const webpush = message({
    headers: textMap,
    data: textMap,
    notification: struct,
    fcm_options: message({
        link: string,
        analytics_label: string
    })
});
const REQUEST = {
    validate_only: bool,
    message: message({
        name: string,
        token: string,
        fid: string,
        topic: string,
        condition: string,
        data: textMap,
        notification: message({
            title: string,
            body: string,
            image: string
        }),
        android,
        apns,
        webpush,
        fcm_options: label
    })
};
