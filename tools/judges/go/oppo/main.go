// Client: curltech/go-push-sdk 1.2.0
//
// Judges the fake of OPPO with a client that is not the vendor's and not ours: github.com/curltech/go-push-sdk v1.2.0.
//
// Arguments: base URL over HTTP, base URL over TLS (not used), folder with material.json. The client's address is a constant, so the
// process's transport is told to carry it to the fake; requests and the reading of answers are the client's. It spells numbers as text,
// wants `create_time` as a number, keeps no access token, and joins a list with commas, which makes one malformed ID of it. It reads the
// `data` of a saved message without looking whether there is any, so several phones are pushed to with a good access token only. One JSON
// line per check.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/curltech/go-push-sdk/push"
	"github.com/curltech/go-push-sdk/push/oppo_channel"
	"github.com/curltech/go-push-sdk/push/setting"

	"offline-push/judges/internal/checks"
)

const packageName = "com.example.im"

type material struct {
	Credential      pair `json:"credential"`
	WrongCredential pair `json:"wrongCredential"`
}

type pair struct {
	AppKey       string `json:"appKey"`
	MasterSecret string `json:"masterSecret"`
}

// Carries what is meant for OPPO to the fake, at the fake's own path.
type carrier struct {
	base *url.URL
	next http.RoundTripper
}

func (c *carrier) RoundTrip(request *http.Request) (*http.Response, error) {
	carried := request.Clone(request.Context())
	carried.URL.Scheme, carried.URL.Host = c.base.Scheme, c.base.Host
	return c.next.RoundTrip(carried)
}

type judge struct {
	material material
	token    string
	named    int
}

func main() {
	known := checks.Material[material]()
	base, err := url.Parse(os.Args[1])
	if err != nil {
		checks.Fatal(err)
	}
	http.DefaultTransport = &carrier{base: base, next: http.DefaultTransport}
	j := &judge{material: known}
	checks.Check("logs in", j.logsIn)
	checks.Check("sends one", j.sendsOne)
	checks.Check("sends what is hard to encode", j.sendsHard)
	checks.Check("a list with commas is one malformed ID", j.sendsList)
	checks.Check("a dead token", j.deadToken)
	checks.Check("a wrong credential", j.wrongCredential)
	checks.Check("a wrong app", j.wrongApp)
	checks.Check("an access token that nobody gave", j.wrongToken)
	checks.Check("a throttled call", j.throttled)
	checks.Check("a title of 51", j.tooLong)
}

func message() *setting.Message {
	return &setting.Message{
		BusinessId:    "job-1",
		Title:         "Ann",
		SubTitle:      "",
		Content:       "lunch?",
		Extra:         map[string]string{"conv": "p2p_1"},
		CallBack:      "http://cb.example.com/x",
		CallbackParam: "job-1",
	}
}

func (j *judge) client(credential pair) (setting.PushClientInterface, error) {
	conf, err := json.Marshal(map[string]string{
		"appPkgName":   packageName,
		"appKey":       credential.AppKey,
		"masterSecret": credential.MasterSecret,
	})
	if err != nil {
		return nil, err
	}
	register, err := push.NewRegisterClientWithConf(string(conf), setting.OppoPlatform)
	if err != nil {
		return nil, err
	}
	return register.GetOPPOClient()
}

func (j *judge) login(credential pair) (*oppo_channel.AuthTokenResp, error) {
	client, err := j.client(credential)
	if err != nil {
		return nil, err
	}
	answer, err := client.GetAccessToken(context.Background())
	if err != nil {
		return nil, err
	}
	response, ok := answer.(*oppo_channel.AuthTokenResp)
	if !ok || response == nil {
		return nil, fmt.Errorf("an answer of another kind: %T", answer)
	}
	return response, nil
}

// With the right credential and whatever access token.
func (j *judge) push(code int, token string, what *setting.Message, phones ...string) (*oppo_channel.PushMessageResponse, error) {
	client, err := j.client(j.material.Credential)
	if err != nil {
		return nil, err
	}
	request := &setting.PushMessageRequest{AccessToken: token, DeviceTokens: phones, Message: what}
	answer, err := client.PushNotice(context.Background(), request)
	if err != nil {
		return nil, err
	}
	response, ok := answer.(*oppo_channel.PushMessageResponse)
	if !ok || response == nil {
		return nil, fmt.Errorf("an answer of another kind: %T", answer)
	}
	return response, checks.Expect("code", code, response.Code)
}

// Of the vendor's own form, behind the word that the fake listens to.
func (j *judge) phone(word string) string {
	j.named++
	return fmt.Sprintf("%s_CN_%032x", word, j.named)
}

func (j *judge) logsIn() (string, error) {
	response, err := j.login(j.material.Credential)
	if err != nil {
		return "", err
	}
	if response.Code != 0 || response.Data == nil || response.Data.CreateTime == 0 {
		return "", fmt.Errorf("no access token: %d %s", response.Code, response.Message)
	}
	j.token = response.Data.AuthToken
	return fmt.Sprintf("an access token of %d characters", len(j.token)), nil
}

func (j *judge) sendsOne() (string, error) {
	return j.taken(message())
}

func (j *judge) sendsHard() (string, error) {
	what := message()
	what.Title = "李雷 🎉"
	what.Content = `晚上 a=b&c+d% "<>" \ /`
	what.Extra = map[string]string{"a b": "c&d=e%2B+f", "ä": "ö"}
	return j.taken(what)
}

func (j *judge) taken(what *setting.Message) (string, error) {
	response, err := j.push(0, j.token, what, j.phone("ok"))
	if err != nil {
		return "", err
	}
	if response.Data == nil || !strings.Contains(response.Data.SingleMessageId, "-1-1-") {
		return "", fmt.Errorf("no message id: %v", response.Data)
	}
	return response.Data.SingleMessageId, nil
}

func (j *judge) sendsList() (string, error) {
	response, err := j.push(0, j.token, message(), j.phone("ok"), j.phone("ok"))
	if err != nil {
		return "", err
	}
	if response.Data == nil || response.Data.BroadcastMessageId == "" || response.Data.TaskId == "" {
		return "", fmt.Errorf("no message id or no task id: %v", response.Data)
	}
	return "task " + response.Data.TaskId, nil
}

func (j *judge) deadToken() (string, error) {
	return words(j.push(10000, j.token, message(), j.phone("malformed")))
}

func (j *judge) wrongCredential() (string, error) {
	return j.refused(16, j.material.WrongCredential)
}

func (j *judge) wrongApp() (string, error) {
	return j.refused(14, pair{AppKey: "nobodysAppKey", MasterSecret: j.material.Credential.MasterSecret})
}

func (j *judge) refused(code int, credential pair) (string, error) {
	response, err := j.login(credential)
	if err != nil {
		return "", err
	}
	return response.Message, checks.Expect("code", code, response.Code)
}

func (j *judge) wrongToken() (string, error) {
	return words(j.push(11, "58ad47319e8d725350a5afd5", message(), j.phone("ok")))
}

func (j *judge) throttled() (string, error) {
	return words(j.push(13, j.token, message(), j.phone("busy")))
}

func (j *judge) tooLong() (string, error) {
	what := message()
	what.Title = strings.Repeat("x", 51)
	return words(j.push(41, j.token, what, j.phone("ok")))
}

func words(response *oppo_channel.PushMessageResponse, err error) (string, error) {
	if err != nil {
		return "", err
	}
	return response.Message, nil
}
