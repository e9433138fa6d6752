// Client: curltech/go-push-sdk 1.2.0
//
// Judges the fake of Meizu with a client that is not the vendor's and not ours: github.com/curltech/go-push-sdk v1.2.0.
//
// Arguments: base URL over HTTP, base URL over TLS (not used), folder with material.json. The client's address is a constant, so the
// process's transport is told to carry it to the fake; requests and the reading of answers are the client's. It takes every refusal of a
// whole request (whose "value" is a text) for the same broken answer, so that is what is asserted; the code beside it is what the fake
// was heard to say. One JSON line per check.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"

	"github.com/curltech/go-push-sdk/push"
	"github.com/curltech/go-push-sdk/push/errcode"
	"github.com/curltech/go-push-sdk/push/meizu_channel"
	"github.com/curltech/go-push-sdk/push/setting"

	"offline-push/judges/internal/checks"
)

type material struct {
	Settings struct {
		AppID       string `json:"appId"`
		PackageName string `json:"packageName"`
	} `json:"settings"`
	Credential      secret `json:"credential"`
	WrongCredential secret `json:"wrongCredential"`
}

type secret struct {
	AppSecret string `json:"appSecret"`
}

// Carries what is meant for Meizu to the fake, and listens to the codes of its answers.
type carrier struct {
	base *url.URL
	next http.RoundTripper
	code string
}

func (c *carrier) RoundTrip(request *http.Request) (*http.Response, error) {
	carried := request.Clone(request.Context())
	carried.URL.Scheme, carried.URL.Host = c.base.Scheme, c.base.Host
	carried.URL.Path = c.base.Path + request.URL.Path
	c.code = ""
	response, err := c.next.RoundTrip(carried)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	var said struct{ Code string }
	if json.Unmarshal(body, &said) == nil {
		c.code = said.Code
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	return response, nil
}

type judge struct {
	material material
	carrier  *carrier
}

func main() {
	known := checks.Material[material]()
	base, err := url.Parse(os.Args[1])
	if err != nil {
		checks.Fatal(err)
	}
	j := &judge{material: known, carrier: &carrier{base: base, next: http.DefaultTransport}}
	http.DefaultTransport = j.carrier
	checks.Check("sends one", j.sendsOne)
	checks.Check("sends what is hard to sign", j.sendsHard)
	checks.Check("sends a batch", j.sendsBatch)
	checks.Check("a dead token", j.deadToken)
	checks.Check("a dead token in a batch", j.deadInBatch)
	checks.Check("a token that never was, and a phone switched off", j.otherTokens)
	checks.Check("a fourth public message to a phone in a day", j.fourthPublic)
	checks.Check("a wrong credential", j.wrongCredential)
	checks.Check("a wrong app", j.wrongApp)
	checks.Check("a throttled call", j.throttled)
	checks.Check("a title of 33", j.tooLong)
	checks.Check("more phones than a request may have", j.tooMany)
}

func message() *setting.Message {
	return &setting.Message{
		BusinessId:    "job-1",
		Title:         "Ann",
		Content:       "lunch?",
		Extra:         map[string]string{"conv": "p2p_1"},
		CallBack:      "http://cb.example.com/x",
		CallbackParam: "job-1",
	}
}

func (j *judge) client(appID, appSecret string) (setting.PushClientInterface, error) {
	conf, err := json.Marshal(map[string]string{
		"appPkgName": j.material.Settings.PackageName,
		"appId":      appID,
		"appSecret":  appSecret,
	})
	if err != nil {
		return nil, err
	}
	register, err := push.NewRegisterClientWithConf(string(conf), setting.MeizuPlatform)
	if err != nil {
		return nil, err
	}
	return register.GetMEIZUClient()
}

// With the right credential.
func (j *judge) push(what *setting.Message, tokens ...string) (*meizu_channel.PushMessageResponse, error) {
	client, err := j.client(j.material.Settings.AppID, j.material.Credential.AppSecret)
	if err != nil {
		return nil, err
	}
	return send(client, what, tokens)
}

func send(client setting.PushClientInterface, what *setting.Message, tokens []string) (*meizu_channel.PushMessageResponse, error) {
	answer, err := client.PushNotice(context.Background(), &setting.PushMessageRequest{DeviceTokens: tokens, Message: what})
	if err != nil {
		return nil, err
	}
	response, ok := answer.(*meizu_channel.PushMessageResponse)
	if !ok || response == nil {
		return nil, fmt.Errorf("an answer of another kind: %T", answer)
	}
	return response, checks.Expect("code", "200", response.Code)
}

func (j *judge) sendsOne() (string, error) {
	return j.taken(message(), "ok-one")
}

func (j *judge) sendsHard() (string, error) {
	what := message()
	what.Title = "小红 🎉"
	what.Content = `晚上 a=b&c+d% "<>" \ /`
	what.Extra = map[string]string{"a b": "c&d=e%2B+f", "ä": "ö"}
	return j.taken(what, "ok-hard")
}

func (j *judge) sendsBatch() (string, error) {
	return j.taken(message(), "ok-1", "ok-2", "ok-3")
}

// Taken by all.
func (j *judge) taken(what *setting.Message, tokens ...string) (string, error) {
	response, err := j.push(what, tokens...)
	if err != nil {
		return "", err
	}
	if err := checks.Expect("length of msgId", 32, len(response.MsgId)); err != nil {
		return "", err
	}
	return response.MsgId, checks.Expect("failures", 0, len(response.Value))
}

func (j *judge) deadToken() (string, error) {
	return j.failing(map[string]string{"dead-1": "110002"}, "dead-1")
}

func (j *judge) deadInBatch() (string, error) {
	return j.failing(map[string]string{"dead-2": "110002", "dead-3": "110002"}, "ok-4", "dead-2", "ok-5", "dead-3")
}

func (j *judge) otherTokens() (string, error) {
	return j.failing(map[string]string{"unknown-1": "110003", "off-1": "110010"}, "ok-6", "unknown-1", "off-1")
}

// The client sends no class, which is public.
func (j *judge) fourthPublic() (string, error) {
	for i := 0; i < 3; i++ {
		if _, err := j.taken(message(), "ok-often"); err != nil {
			return "", err
		}
	}
	return j.failing(map[string]string{"ok-often": "110011"}, "ok-often")
}

// Exactly these of the tokens fail, each under its code.
func (j *judge) failing(codes map[string]string, tokens ...string) (string, error) {
	response, err := j.push(message(), tokens...)
	if err != nil {
		return "", err
	}
	failed := 0
	for code, targets := range response.Value {
		list, ok := targets.([]interface{})
		if !ok {
			return "", fmt.Errorf("targets of %s: no list but %T", code, targets)
		}
		for _, target := range list {
			if err := checks.Expect(fmt.Sprint("code of ", target), codes[fmt.Sprint(target)], code); err != nil {
				return "", err
			}
			failed++
		}
	}
	return fmt.Sprint(response.Value), checks.Expect("failures", len(codes), failed)
}

func (j *judge) wrongCredential() (string, error) {
	client, err := j.client(j.material.Settings.AppID, j.material.WrongCredential.AppSecret)
	return j.refused("1006", client, err)
}

func (j *judge) wrongApp() (string, error) {
	client, err := j.client("5", j.material.Credential.AppSecret)
	return j.refused("110000", client, err)
}

func (j *judge) refused(code string, client setting.PushClientInterface, err error) (string, error) {
	if err != nil {
		return "", err
	}
	_, err = send(client, message(), []string{"ok-1"})
	return j.broken(code, err)
}

func (j *judge) throttled() (string, error) {
	_, err := j.push(message(), "busy-1")
	return j.broken("110010", err)
}

func (j *judge) tooLong() (string, error) {
	what := message()
	what.Title = "123456789012345678901234567890123"
	_, err := j.push(what, "ok-1")
	return j.broken("1005", err)
}

// The client lets a thousand pass.
func (j *judge) tooMany() (string, error) {
	tokens := make([]string, 101)
	for i := range tokens {
		tokens[i] = fmt.Sprintf("ok-many-%d", i)
	}
	if _, err := j.taken(message(), tokens[:100]...); err != nil {
		return "", err
	}
	_, err := j.push(message(), tokens...)
	return j.broken("1005", err)
}

func (j *judge) broken(code string, err error) (string, error) {
	if !errors.Is(err, errcode.ErrMeizuParseBody) {
		return "", fmt.Errorf("not the client's error for a refusal: %v", err)
	}
	return "code " + j.carrier.code, checks.Expect("code", code, j.carrier.code)
}
