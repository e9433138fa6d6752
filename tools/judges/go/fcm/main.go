// Client: Firebase Admin for Go 4.19.0
//
// Judges the fake of FCM with Google's own Firebase Admin SDK for Go (firebase.google.com/go/v4 v4.19.0).
//
// Arguments: base URL over HTTP, base URL over TLS (not used), folder with material.json. The SDK is pointed at the fake as its sheet
// says: `WithEndpoint`, and a key file whose token_uri is the fake's. All else is the SDK's. One JSON line per check.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	firebase "firebase.google.com/go/v4"
	"firebase.google.com/go/v4/errorutils"
	"firebase.google.com/go/v4/messaging"
	"google.golang.org/api/option"

	"offline-push/judges/internal/checks"
)

type material struct {
	Credential      map[string]any `json:"credential"`
	WrongCredential map[string]any `json:"wrongCredential"`
}

type judge struct {
	baseURL string
	key     map[string]any
	client  *messaging.Client
}

func main() {
	known := checks.Material[material]()
	j := &judge{baseURL: os.Args[1], key: known.Credential}
	client, err := j.connect(j.key)
	if err != nil {
		checks.Fatal(err)
	}
	j.client = client
	checks.Check("sends one", j.sendsOne)
	checks.Check("sends a dry run", j.sendsDry)
	checks.Check("sends a batch", j.sendsBatch)
	checks.Check("sends to every kind of target", j.sendsToOthers)
	checks.Check("a dead token", j.deadToken)
	checks.Check("a dead token in a batch", j.deadInBatch)
	checks.Check("a malformed token", j.malformedToken)
	checks.Check("a token of another project", j.foreignToken)
	checks.Check("a wrong credential", j.wrongCredential)
	checks.Check("a wrong project", j.wrongProject)
	checks.Check("a throttled call", j.throttled)
	checks.Check("a message that is too big", j.tooBig)
	checks.Check("an overload that stays", j.overload)
}

func (j *judge) connect(key map[string]any) (*messaging.Client, error) {
	file := map[string]any{}
	for name, value := range key {
		file[name] = value
	}
	file["token_uri"] = j.baseURL + "/token"
	text, err := json.Marshal(file)
	if err != nil {
		return nil, err
	}
	app, err := firebase.NewApp(context.Background(),
		&firebase.Config{ProjectID: fmt.Sprint(key["project_id"])},
		option.WithEndpoint(j.baseURL+"/v1"),
		option.WithCredentialsJSON(text))
	if err != nil {
		return nil, err
	}
	return app.Messaging(context.Background())
}

// Everything that the SDK can say about an Android phone, an iPhone and a browser.
func message(token string) *messaging.Message {
	ttl := 90 * time.Minute
	count, badge := 3, 5
	visibility := messaging.VisibilityPrivate
	now := time.Now()
	return &messaging.Message{
		Token:        token,
		Data:         map[string]string{"ext": `{"conv":"c2c_u100"}`},
		Notification: &messaging.Notification{Title: "Ann", Body: "lunch?", ImageURL: "https://cdn.example.com/a.png"},
		Android: &messaging.AndroidConfig{
			CollapseKey:           "c2c",
			Priority:              "high",
			TTL:                   &ttl,
			RestrictedPackageName: "com.example.im",
			Data:                  map[string]string{"page": "chat"},
			FCMOptions:            &messaging.AndroidFCMOptions{AnalyticsLabel: "im"},
			Notification: &messaging.AndroidNotification{
				Title: "Ann", Body: "lunch?", Icon: "ic_chat", Color: "#00ff7f", Sound: "ding", Tag: "m1",
				ClickAction: "com.example.im.OPEN_CHAT", BodyLocKey: "body", BodyLocArgs: []string{"a"},
				TitleLocKey: "title", TitleLocArgs: []string{"b"}, ChannelID: "im", Ticker: "t", Sticky: true,
				EventTimestamp: &now, LocalOnly: true, Priority: messaging.PriorityMax,
				VibrateTimingMillis: []int64{100, 50}, DefaultVibrateTimings: true, DefaultSound: true,
				LightSettings: &messaging.LightSettings{Color: "#ff0000", LightOnDurationMillis: 100, LightOffDurationMillis: 200},
				Visibility:    visibility, NotificationCount: &count, Proxy: messaging.ProxyAllow,
			},
		},
		APNS: &messaging.APNSConfig{
			Headers: map[string]string{"apns-priority": "10", "apns-collapse-id": "m1"},
			Payload: &messaging.APNSPayload{
				Aps: &messaging.Aps{
					Alert: &messaging.ApsAlert{Title: "Ann", SubTitle: "Team", Body: "lunch?"},
					Badge: &badge, Sound: "default", MutableContent: true, ThreadID: "c2c",
				},
				CustomData: map[string]any{"conv": []int{1}},
			},
			FCMOptions: &messaging.APNSFCMOptions{AnalyticsLabel: "im", ImageURL: "https://cdn.example.com/a.png"},
		},
		Webpush: &messaging.WebpushConfig{
			Headers:      map[string]string{"TTL": "60", "Urgency": "high"},
			Notification: &messaging.WebpushNotification{Title: "Ann", Silent: true},
			FCMOptions:   &messaging.WebpushFCMOptions{Link: "https://chat.example.com/"},
		},
		FCMOptions: &messaging.FCMOptions{AnalyticsLabel: "im"},
	}
}

func (j *judge) sendsOne() (string, error) {
	name, err := j.client.Send(context.Background(), message("ok-judge-1"))
	if err != nil {
		return "", err
	}
	return name, checks.Expect("name", true, len(name) > len("projects//messages/"))
}

func (j *judge) sendsDry() (string, error) {
	return j.client.SendDryRun(context.Background(), message("ok-judge-2"))
}

func (j *judge) sendsBatch() (string, error) {
	tokens := make([]string, 200)
	for i := range tokens {
		tokens[i] = fmt.Sprintf("ok-judge-batch-%d", i)
	}
	return j.multicast(tokens, 200, 0)
}

func (j *judge) sendsToOthers() (string, error) {
	topic := &messaging.Message{Topic: "news", Data: map[string]string{"a": "1"}}
	if _, err := j.client.Send(context.Background(), topic); err != nil {
		return "", err
	}
	condition := &messaging.Message{Condition: "'a' in topics && 'b' in topics", Data: map[string]string{"a": "1"}}
	return j.client.Send(context.Background(), condition)
}

func (j *judge) deadToken() (string, error) {
	return j.refused("dead-judge", messaging.IsUnregistered)
}

func (j *judge) deadInBatch() (string, error) {
	return j.multicast([]string{"ok-judge-3", "dead-judge-1", "ok-judge-4", "dead-judge-2"}, 2, 2)
}

func (j *judge) malformedToken() (string, error) {
	return j.refused("malformed-judge", messaging.IsInvalidArgument)
}

func (j *judge) foreignToken() (string, error) {
	return j.refused("foreign-judge", messaging.IsSenderIDMismatch)
}

func (j *judge) wrongCredential() (string, error) {
	known := checks.Material[material]()
	wrong := known.WrongCredential
	if wrong == nil {
		wrong = map[string]any{}
		for name, value := range j.key {
			wrong[name] = value
		}
		wrong["client_email"] = "nobody@example.iam.gserviceaccount.com"
	}
	stranger, err := j.connect(wrong)
	if err != nil {
		return "", err
	}
	_, err = stranger.Send(context.Background(), message("ok-judge-5"))
	if err == nil {
		return "", errors.New("a stranger could send")
	}
	return checks.Words(err), checks.Expect("unregistered", false, messaging.IsUnregistered(err))
}

func (j *judge) wrongProject() (string, error) {
	wrong := map[string]any{}
	for name, value := range j.key {
		wrong[name] = value
	}
	wrong["project_id"] = "no-such-project"
	client, err := j.connect(wrong)
	if err != nil {
		return "", err
	}
	_, err = client.Send(context.Background(), message("ok-judge-6"))
	if err := checks.Expect("not found", true, errorutils.IsNotFound(err)); err != nil {
		return "", err
	}
	return checks.Words(err), checks.Expect("unregistered", false, messaging.IsUnregistered(err))
}

func (j *judge) throttled() (string, error) {
	return j.refused("busy-judge", messaging.IsQuotaExceeded)
}

func (j *judge) tooBig() (string, error) {
	big := message("ok-judge-7")
	big.Data["ext"] = string(make([]byte, 4096))
	_, err := j.client.Send(context.Background(), big)
	return checks.Words(err), checks.Expect("invalid argument", true, messaging.IsInvalidArgument(err))
}

// The SDK tries a 503 five times in seven seconds; the fake never recovers for this token.
func (j *judge) overload() (string, error) {
	begun := time.Now()
	_, err := j.client.Send(context.Background(), message("http503-judge"))
	if err := checks.Expect("unavailable", true, errorutils.IsUnavailable(err)); err != nil {
		return "", err
	}
	return time.Since(begun).Round(time.Second).String(), checks.Expect("waited", true, time.Since(begun) > 3*time.Second)
}

func (j *judge) refused(token string, is func(error) bool) (string, error) {
	_, err := j.client.Send(context.Background(), message(token))
	if err == nil {
		return "", errors.New("was sent")
	}
	return checks.Words(err), checks.Expect("the expected error", true, is(err))
}

func (j *judge) multicast(tokens []string, sent, failed int) (string, error) {
	batch := &messaging.MulticastMessage{Tokens: tokens, Notification: &messaging.Notification{Title: "Ann", Body: "lunch?"}}
	response, err := j.client.SendEachForMulticast(context.Background(), batch)
	if err != nil {
		return "", err
	}
	for i, one := range response.Responses {
		isDead := len(tokens[i]) > 5 && tokens[i][:5] == "dead-"
		if err := checks.Expect(tokens[i]+" is unregistered", isDead, messaging.IsUnregistered(one.Error)); err != nil {
			return "", err
		}
	}
	if err := checks.Expect("sent", sent, response.SuccessCount); err != nil {
		return "", err
	}
	return fmt.Sprintf("%d of %d", response.SuccessCount, len(tokens)), checks.Expect("failed", failed, response.FailureCount)
}
